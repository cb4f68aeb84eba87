"""The screens: they compose widgets and route what the learner does; what they show is made in `pages`."""
