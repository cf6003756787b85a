// <visitor-links> contains what depends on the visitor: logged in or not, and the cart. After Back, a page from a cache
// may be out of date, so it is fetched again.
class VisitorLinks extends HTMLElement {
  connectedCallback() {
    addEventListener("pageshow", ({ persisted }) => {
      const [came] = performance.getEntriesByType("navigation");
      const isFromCache = came?.type === "back_forward" && came.transferSize === 0;
      if (persisted || isFromCache) this.renew();
    });
  }

  async renew() {
    try {
      const answer = await fetch(location.href, { cache: "no-cache" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const links = page.querySelector("visitor-links");
      if (!links || links.innerHTML === this.innerHTML) return;
      // The cart page is reloaded as a whole.
      if ("wholePage" in this.dataset) return location.reload();
      this.replaceChildren(...links.childNodes);
    } catch {
      // Without network the page stays as it is.
    }
  }
}

customElements.define("visitor-links", VisitorLinks);
