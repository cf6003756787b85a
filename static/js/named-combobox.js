// <named-combobox> around a select that select2 replaces: what it puts in its place gets the name of the label, which
// names the select alone.
class NamedCombobox extends HTMLElement {
  connectedCallback() {
    const [label] = this.querySelector("select").labels;
    const waiting = new MutationObserver(() => {
      const box = this.querySelector(".select2-selection");
      if (!box) return;
      waiting.disconnect();
      box.removeAttribute("aria-labelledby");
      for (const named of [box, box.querySelector(".select2-selection__rendered")])
        named.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
    });
    waiting.observe(this, { childList: true, subtree: true });
  }
}

customElements.define("named-combobox", NamedCombobox);
