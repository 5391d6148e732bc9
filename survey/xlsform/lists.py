"""Choice lists on the way back to the sheet “choices”: each once, under its name."""

from typing import Any

from survey.xlsform.choices import OTHER, other_text, with_other

Item = dict[str, Any]
Choices = list[dict[str, Any]]


class Lists:
    """`names` tells which list a question chooses from; `open` which of them add “other” and a text by or_other."""

    def __init__(self, items: list[Item], languages: list[str]) -> None:
        self.languages = languages
        self.lists: dict[str, Choices] = {}
        self.names: dict[str, str] = {}
        self.open: set[str] = set()
        choosing = [(item, after) for item, after in zip(items, [*items[1:], {}], strict=True) if item.get("choices")]
        for item, _after in choosing:
            if not item.get("or_other"):
                self.add(item, item["choices"])
        for item, after in choosing:
            if item.get("or_other"):
                self.add_open(item, after)

    def add(self, item: Item, choices: Choices) -> None:
        """Under the list's own name, unless another list has it by now."""
        wanted = item.get("list") or item["name"]
        for name in (wanted, *(f"{wanted}_{number}" for number in range(2, len(self.lists) + 3))):
            if self.lists.setdefault(name, choices) == choices:
                self.names[item["name"]] = name
                return

    def add_open(self, item: Item, after: Item) -> None:
        """As or_other when the choice and the text after it still say what or_other makes; else as any other list."""
        choices = item["choices"]
        is_ours = with_other(choices[:-1], self.languages) == choices
        is_shared = self.lists.get(item.get("list", "")) == choices
        has_other = is_ours or any(choice["code"] == OTHER for choice in choices)
        if has_other and after == other_text(item["name"], self.languages):
            self.open.add(item["name"])
            self.add(item, choices[:-1] if is_ours and not is_shared else choices)
        else:
            self.add(item, choices)
