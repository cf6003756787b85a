// The behaviour of every page, one custom element a file: collectstatic joins these (shop/joined.py).
import "./auto-submit.js";
import "./compare-ticks.js";
import "./light-switch.js";
import "./list-link.js";
import "./live-status.js";
import "./quantity-input.js";
import "./send-once.js";
import "./show-password.js";
import "./visitor-links.js";
