"""The public record: pages for everyone, in three languages, without a script."""
