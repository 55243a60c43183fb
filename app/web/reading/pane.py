"""The pane beside the page in which a document is read."""

# Filled by pane.js with the document that a citation points to.
PANE = """
<dialog id="source-panel" aria-labelledby="source-panel-title">
  <div class="panel-bar">
    <p id="source-panel-title" aria-live="polite"></p>
    <button type="button" data-panel="previous" aria-label="Previous citation" aria-keyshortcuts="[">‹</button>
    <button type="button" data-panel="next" aria-label="Next citation" aria-keyshortcuts="]">›</button>
    <a id="source-panel-tab" target="_blank" rel="noopener" aria-label="Open in a tab of its own">↗</a>
    <button type="button" data-panel="close" aria-label="Close source">✕</button>
  </div>
  <div class="panel-body" tabindex="0" role="region" aria-label="Document"></div>
</dialog>
"""
