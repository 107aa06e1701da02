"""One thing as somebody writes it: times, a colour, a logo."""
