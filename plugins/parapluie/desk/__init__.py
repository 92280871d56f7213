"""What the commands of the staff do: renaming, drafting, spreadsheets, forms, starting."""
