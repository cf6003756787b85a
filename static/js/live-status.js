// <live-status role="status"> says what it holds. A screen reader says only what changes in such a region after the
// page has opened, and our messages come with the page: so each is put back once, as it was.
class LiveStatus extends HTMLElement {
  connectedCallback() {
    setTimeout(() => {
      for (const words of this.querySelectorAll("p, dl")) words.replaceWith(words.cloneNode(true));
    }, 500);
  }
}

customElements.define("live-status", LiveStatus);
