// <send-once> stands in a form that a second click must not send again: it would add twice, or arrive when the answer to
// the first has ended its session (a new password, a closed account).
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
      // The network may have failed, and the visitor try once more.
      setTimeout(letAgain, AGAIN_AFTER);
    });
    // A page that comes back from the browser's memory has not been sent.
    addEventListener("pageshow", letAgain);
  }
}

customElements.define("send-once", SendOnce);
