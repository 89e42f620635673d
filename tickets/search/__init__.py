"""The search over reports: what somebody means, which reports say it, and the passage that shows it."""
