"""What a field may hold, a class each: all that differs between two types stands in theirs."""
