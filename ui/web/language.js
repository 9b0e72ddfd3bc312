// Gradio follows the browser's language; these pages are Swedish whatever that is.
for (const [name, value] of [["language", "sv"], ["languages", ["sv"]]]) {
  Object.defineProperty(navigator, name, { get: () => value, configurable: true });
}
