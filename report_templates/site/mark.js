/* On a marked copy of a page that makes links itself: they lead to marked copies, as those in its text do. */
(function () {
  "use strict";
  var PAGE = /^([^:#?]*\/)?([^:#?\/]+\.html)(?=[#?]|$)/;

  function lead(link) {
    var to = link.getAttribute("href") || "", page = PAGE.exec(to);
    if (!page || page[2].indexOf("marked-") === 0 || link.closest(".crossfoot-mark")) { return; }
    link.setAttribute("href", (page[1] || "") + "marked-" + to.slice((page[1] || "").length));
  }

  new MutationObserver(function () {
    document.querySelectorAll("main a[href]").forEach(lead);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] });
})();
