"""What follows from the answers: findings, risks, reviews, approval."""
