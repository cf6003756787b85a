// <send-once> in a form prevents a second submit by a double click: it would add twice, or arrive after the first has
// ended the session (a new password, a closed account). It also says at once what takes long: the `data-working` of the
// button that was pressed. The element itself is then a live region, role="status".
const AGAIN_AFTER = 10_000;

class SendOnce extends HTMLElement {
  connectedCallback() {
    let isSent = false;
    const letAgain = () => {
      isSent = false;
    };
    const say = (text) => {
      if (this.hasAttribute("role")) this.textContent = text;
    };
    this.closest("form").addEventListener("submit", (event) => {
      if (isSent) event.preventDefault();
      say(event.submitter?.dataset.working ?? "");
      isSent = true;
      // The network may have failed: allow another try.
      setTimeout(letAgain, AGAIN_AFTER);
    });
    // A page restored from the back/forward cache can be submitted again.
    addEventListener("pageshow", () => {
      letAgain();
      say("");
    });
  }
}

customElements.define("send-once", SendOnce);
