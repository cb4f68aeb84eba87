"""What a learner did: events, the store that keeps them, and the state folded from them."""
