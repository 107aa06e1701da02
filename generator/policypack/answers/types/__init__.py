"""What an answer of each type is: one module a question type, each with all that is said of it."""
