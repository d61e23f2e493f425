document.getElementById("app")!.textContent = "seimei";
