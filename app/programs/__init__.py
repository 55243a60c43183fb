"""What other programs ask, and how they are answered: over HTTP, and over the Model Context Protocol."""
