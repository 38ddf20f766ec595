// Opens the form with what config.js holds. It stands before the form, which looks up its language as soon as it runs.
(function () {
  "use strict";
  var form = window.LANGHOC_FORM;
  var kept = "sveltia-cms.prefs";
  function absolute(address) {
    return new URL(address, location.href).href;
  }
  try {
    var preferred = JSON.parse(localStorage.getItem(kept) || "{}");
    preferred.locale = form.language;
    localStorage.setItem(kept, JSON.stringify(preferred));
  } catch (error) {
    // Where nothing can be kept, the form speaks the browser's language.
  }
  form.config.logo = { src: absolute(form.icon) };
  form.config.display_url = absolute(form.home);
  document.addEventListener("DOMContentLoaded", function () {
    window.CMS.init({ config: form.config });
  });
})();
