"""What a site is: its files, the addresses that it keeps, texts as pages print them."""
