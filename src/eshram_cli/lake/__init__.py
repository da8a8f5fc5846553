"""The Parquet lake: what many ledgers pushed, and the engines that answer questions from it."""
