"""Filing: drafts, signing, receipts, and what is held back until somebody has looked."""
