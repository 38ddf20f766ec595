// Handing a page on, to a person or to paper; shown where the browser can.
document.querySelectorAll("[data-langhoc=share]").forEach((button) => {
  button.hidden = !navigator.share || !location.protocol.startsWith("http");
  button.onclick = () => navigator.share({ title: document.title, url: location.href }).catch(() => {});
});
document.querySelectorAll("[data-langhoc=print]").forEach((button) => {
  button.hidden = false;
  button.onclick = () => print();
});
// On paper nothing is folded away.
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
