"""The components that places are laid out with, and what was done in them."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

# Runs in the browser. An element with `data-do` triggers `click` with all its data attributes, after a "yes" where it
# has `data-confirm`; a form with `data-do` triggers `submit` with these and its fields. Modules of a place do the same
# by dispatching `citewell:do` on the component's element; `citewell:place` triggers `expand` when its place is shown
# (Gradio triggers `load` by itself).
_ACTIONS = """
const act = async (source, name, values) => {
  const question = source.dataset.confirm;
  if (question && !(await window.citewell.confirm(question, source.dataset.confirmWith))) return;
  trigger(name, values);
};
element.addEventListener('click', (event) => {
  const source = event.target.closest('[data-do]');
  if (!source || source.tagName === 'FORM' || source.disabled) return;
  event.preventDefault();
  act(source, 'click', { ...source.dataset });
});
element.addEventListener('submit', (event) => {
  const source = event.target.closest('form[data-do]');
  if (!source) return;
  event.preventDefault();
  act(source, 'submit', { ...source.dataset, ...Object.fromEntries(new FormData(source)) });
});
element.addEventListener('citewell:do', (event) => trigger('click', event.detail));
"""
_SHOWN = """
let opensEmpty = %s; // whether the first address is told that names nothing
const whenShown = (place) => {
  if (place !== '%s') return;
  if (opensEmpty || location.search) trigger('expand', { address: location.pathname + location.search });
  opensEmpty = true;
};
document.addEventListener('citewell:place', (event) => whenShown(event.detail.place));
whenShown(document.documentElement.dataset.place);
"""


def html(value: str, **options: Any) -> gr.HTML:
    """Return HTML without Gradio's own styles and click events; the value must be escaped."""
    return gr.HTML(value, apply_default_css=False, js_on_load=None, **options)


def active_html(value: str, *, place: str = "", opens_empty: bool = True, **options: Any) -> gr.HTML:
    """Return HTML whose elements with `data-do` can be acted on; the value must be escaped.

    It triggers `click` and `submit`; what was done is `action_of(event)`.

    Args:
        value: The first content.
        place: Triggers `expand` each time this place is shown, the first time included; its address is in the event.
        opens_empty: Whether the first time counts where the address has no query.
        options: Of `gr.HTML`.
    """
    script = _ACTIONS + (_SHOWN % (str(opens_empty).lower(), place) if place else "")
    return gr.HTML(value, apply_default_css=False, js_on_load=script, **options)


def action_of(event: gr.EventData) -> Mapping[str, str]:
    """Return what came with an event of `active_html`: data attributes in camel case, and the fields of a form."""
    given = event._data
    return {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {}


def listen(trigger: Any, listener: Any, inputs: list[Any], outputs: list[Any], **options: Any) -> Any:
    """Attach a listener that shows no sign of waiting of Gradio's own and is no part of an API."""
    options = {"show_progress": "hidden", "api_visibility": "private", **options}
    return trigger(listener, inputs=inputs, outputs=outputs, **options)
