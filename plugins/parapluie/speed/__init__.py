"""What makes a build faster and could be missing: nothing of it changes what is published."""
