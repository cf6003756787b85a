// <list-link> wraps a link to the list of shades, which then leads back to the list as it was left in this tab: narrowed,
// sorted, on its page. Only the query is kept, so it leads nowhere else, and in the language of the page.
const KEPT = "list";

class ListLink extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    const from = document.referrer && new URL(document.referrer);
    const isFromList = from && from.origin === link.origin && from.pathname === link.pathname;
    try {
      if (isFromList) sessionStorage.setItem(KEPT, from.search);
      link.search = sessionStorage.getItem(KEPT) ?? "";
    } catch {
      // Storage is closed: only the page that follows the list knows it.
      if (isFromList) link.search = from.search;
    }
  }
}

customElements.define("list-link", ListLink);
