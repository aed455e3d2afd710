"use strict";
(function () {
  document.querySelectorAll(".filter").forEach(function (box) {
    box.hidden = false;
    var section = box.closest("section");
    box.addEventListener("change", function (e) {
      section.classList.toggle("hide-" + e.target.value, !e.target.checked);
    });
  });
  var tip = document.createElement("div");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.appendChild(tip);
  function show(mark) {
    var card = document.getElementById("f" + mark.id.slice(1));
    if (!card) return;
    tip.textContent = "";
    Array.prototype.forEach.call(card.children, function (c) { tip.appendChild(c.cloneNode(true)); });
    tip.className = card.classList[1];
    tip.hidden = false;
    mark.setAttribute("aria-describedby", "tip");
    var r = mark.getBoundingClientRect();
    var left = Math.min(r.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    var above = r.bottom + tip.offsetHeight + 8 > window.innerHeight && r.top > tip.offsetHeight + 8;
    tip.style.left = Math.max(8, left) + window.scrollX + "px";
    tip.style.top = (above ? r.top - tip.offsetHeight - 6 : r.bottom + 6) + window.scrollY + "px";
  }
  function hide() {
    tip.hidden = true;
    document.querySelectorAll("[aria-describedby=tip]").forEach(function (m) { m.removeAttribute("aria-describedby"); });
  }
  document.querySelectorAll("a.mark").forEach(function (m) {
    m.addEventListener("mouseenter", function () { hide(); show(m); });
    m.addEventListener("focus", function () { hide(); show(m); });
    m.addEventListener("blur", hide);
    m.addEventListener("mouseleave", function () { window.setTimeout(function () { if (!tip.matches(":hover") && document.activeElement !== m) hide(); }, 120); });
  });
  tip.addEventListener("mouseleave", hide);
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") hide(); });
})();
