"use strict";
(function () {
  var status = document.getElementById("status");
  function said(button, ok) {
    button.firstChild.data = ok ? "Copied" : "Select it and copy by hand";
    status.textContent = button.firstChild.data + (button.children[0] ? button.children[0].textContent : "");
    window.setTimeout(function () { button.firstChild.data = button.dataset.label; status.textContent = ""; }, 2000);
  }
  // Pages opened from disk have no clipboard in some browsers: then the text is selected and copied.
  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "sr";
    document.body.appendChild(area);
    area.select();
    var ok = false;
    try { ok = document.execCommand("copy"); } catch (e) { ok = false; }
    document.body.removeChild(area);
    return ok;
  }
  function copy(button, text, html) {
    function otherwise() { said(button, byHand(text)); button.focus(); }
    function done() { said(button, true); }
    if (!navigator.clipboard) { otherwise(); return; }
    if (html) {
      if (!window.ClipboardItem || !navigator.clipboard.write) { otherwise(); return; }
      navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" })
      })]).then(done, otherwise);
      return;
    }
    navigator.clipboard.writeText(text).then(done, otherwise);
  }
  document.querySelectorAll("button").forEach(function (button) {
    button.hidden = false;
    button.dataset.label = button.firstChild.data;
    button.addEventListener("click", function () {
      var d = button.dataset;
      if (d.figure) { copy(button, document.getElementById(d.figure).outerHTML); return; }
      var table = d.table ? document.querySelector("#" + d.table + " table").outerHTML : "";
      copy(button, document.getElementById(d.copy).textContent, table);
    });
  });
})();
