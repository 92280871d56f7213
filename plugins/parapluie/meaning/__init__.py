"""What the content means: links both ways, dependence, sentences, progress, what is missing."""
