// <send-once> in a form prevents a second submit by a double click: it would add twice, or arrive after the first has
// ended the session (a new password, a closed account).
const AGAIN_AFTER = 10_000;

class SendOnce extends HTMLElement {
  connectedCallback() {
    let isSent = false;
    const letAgain = () => {
      isSent = false;
    };
    this.closest("form").addEventListener("submit", (event) => {
      if (isSent) event.preventDefault();
      isSent = true;
      // The network may have failed: allow another try.
      setTimeout(letAgain, AGAIN_AFTER);
    });
    // A page restored from the back/forward cache can be submitted again.
    addEventListener("pageshow", letAgain);
  }
}

customElements.define("send-once", SendOnce);
