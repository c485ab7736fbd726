"""The window's part in a test of reliability: second passes, frozen coding, the log, tables from elsewhere."""
