"""What somebody wrote for one key of a record, in a cell or to a question -> its value, put into the record's data."""
