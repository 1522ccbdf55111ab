for (const button of document.querySelectorAll(".copy")) {
  const text = button.parentElement.querySelector("code");
  button.hidden = false;
  button.addEventListener("click", async function () {
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch (_) {
      button.textContent = document.execCommand("copy") ? "Copied" : "Selected";
    }
  });
}
