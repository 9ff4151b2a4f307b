"""Why a file cannot be imported: one exception, told apart by its code."""

REFUSALS = frozenset(
    {
        "empty",
        "too-large",
        "too-long",
        "unsupported-type",
        "wrong-extension",
        "binary",
        "corrupt",
        "encrypted",
        "no-text",
        "not-arabic",
    }
)


class FileRefusedError(Exception):
    """The file is refused and nothing may be created from it.

    `code` is one of `REFUSALS`; `messages.refusal` has the sentence for people.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
