// Whether a list was signed with a key, as minisign signs: by the browser itself where it can, else by TweetNaCl.
(function (root) {
  "use strict";

  const langhoc = (root.langhoc = root.langhoc || {});
  const COMMENT = "trusted comment: ";
  // Two bytes say how it was signed, eight are the key's number.
  const BEFORE = 10;

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

  async function fits(content, signature, key) {
    try {
      const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, content);
    } catch (error) {
      return root.nacl.sign.detached.verify(content, signature, key);
    }
  }

  /** Takes the list's bytes, the signature's text, and minisign's public key. Never fails: what cannot be read is none. */
  langhoc.isSigned = async function (content, signature, publicKey) {
    try {
      const [first, own, comment, whole, last] = signature.split("\n");
      const [key, signed] = [bytesOf(publicKey), bytesOf(own)];
      const isOurs = first === "untrusted comment: langhoc" && comment.startsWith(COMMENT) && last === "";
      if (!isOurs || String.fromCharCode(signed[0], signed[1]) !== "Ed") return false;
      for (let at = 2; at < BEFORE; at++) if (key[at] !== signed[at]) return false;
      const said = new TextEncoder().encode(comment.slice(COMMENT.length));
      const both = new Uint8Array([...signed.slice(BEFORE), ...said]);
      const raw = key.slice(BEFORE);
      return (await fits(content, signed.slice(BEFORE), raw)) && (await fits(both, bytesOf(whole), raw));
    } catch (error) {
      return false;
    }
  };
})(typeof window === "undefined" ? globalThis : window);
