import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./core/location";
import "./style/all.css";

followLinks();
render(<App />, document.getElementById("app")!);
