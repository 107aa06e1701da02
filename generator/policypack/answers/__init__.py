"""What one organisation said: the model, reading it from its file, and writing it back."""
