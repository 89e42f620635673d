"""The second wall: what the database itself lets each of its roles read and write."""
