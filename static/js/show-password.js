// <show-password> gives the password field in it a button that shows what is typed. Without a script there is no button.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.setAttribute("aria-controls", this.input.id);
    // Of two fields, whose button it is.
    const whose = document.createElement("span");
    whose.className = "visually-hidden";
    whose.textContent = ` ${this.input.labels[0].textContent.toLowerCase()}`;
    this.button.append("", whose);
    this.button.addEventListener("click", () => this.show(this.input.type === "password"));
    this.show(false);
    this.append(this.button);
    // Browsers keep what was typed into a field of text, and never a password.
    this.input.form.addEventListener("submit", () => this.show(false));
  }

  show(isShown) {
    this.input.type = isShown ? "text" : "password";
    this.button.firstChild.data = isShown ? this.dataset.hide : this.dataset.show;
  }
}

customElements.define("show-password", ShowPassword);
