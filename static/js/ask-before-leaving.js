// <ask-before-leaving> in a form: the browser asks before a page is left whose fields were changed and not sent. With
// the attribute `changed` they were changed before: the form has come back with errors.
const typed = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));

// The form as it came, with the rows that a script has added since.
const untouched = (form) => {
  const copy = form.cloneNode(true);
  copy.reset();
  return copy;
};

class AskBeforeLeaving extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    let isSent = false;
    form.addEventListener("submit", (event) => {
      // A preview opens in a window of its own, and stores nothing.
      isSent = !event.defaultPrevented && event.submitter?.formTarget !== "_blank";
    });
    // After Back, the form can be changed again.
    addEventListener("pageshow", () => {
      isSent = false;
    });
    addEventListener("beforeunload", (event) => {
      if (isSent) return;
      if (this.hasAttribute("changed") || typed(form) !== typed(untouched(form))) event.preventDefault();
    });
  }
}

customElements.define("ask-before-leaving", AskBeforeLeaving);
