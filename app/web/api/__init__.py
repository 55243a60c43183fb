"""What programs use: questions, the form of OpenAI's chat completions, tools of the Model Context Protocol, metrics."""
