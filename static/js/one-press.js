// <one-press> wraps a form whose button adds something. Pressed again before the answer is there, it sends nothing more.
const LONGEST_WAIT = 10_000;

class OnePress extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      if (this.isSent) return event.preventDefault();
      this.isSent = true;
      // An answer that never comes: the visitor may try again.
      setTimeout(() => this.forget(), LONGEST_WAIT);
    });
    // The page may come back from the browser's memory.
    addEventListener("pageshow", () => this.forget());
  }

  forget() {
    this.isSent = false;
  }
}

customElements.define("one-press", OnePress);
