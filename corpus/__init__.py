"""What did the paper say? Pages, articles, sentences, and where each stands."""
