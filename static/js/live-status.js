// <live-status role="status"> announces its contents. Screen readers announce only changes after the page has loaded,
// but our messages are part of the page: so they are inserted again once.
class LiveStatus extends HTMLElement {
  connectedCallback() {
    setTimeout(() => {
      for (const words of this.querySelectorAll("p, dl")) words.replaceWith(words.cloneNode(true));
    }, 500);
  }
}

customElements.define("live-status", LiveStatus);
