// <visitor-links> holds what a page says of its visitor: logged in or not, and how much is in the cart. A page that Back
// brings from the browser's memory or cache says what was true when it came, so it asks the server anew.
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
      // The cart's own page shows all of it.
      if ("wholePage" in this.dataset) return location.reload();
      this.replaceChildren(...links.childNodes);
    } catch {
      // No network: the page stays as it was.
    }
  }
}

customElements.define("visitor-links", VisitorLinks);
