"""Reading the spreadsheets of a scheme. Pure: bytes go in, rows with their values or a reason come out."""
