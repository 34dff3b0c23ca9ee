import "./app.css";
import "@hotwired/turbo";
import { Application } from "@hotwired/stimulus";
import { scrollToPlace } from "./at";
import { copyButtons } from "./copy";
import { lazy } from "./lazy";
import { mathematics } from "./math";
import { eachRender } from "./page";
import { Palette } from "./palette";
import { Reading } from "./reading";
import { reachable } from "./reachable";
import { refreshTimes, titleTimes } from "./time";

const stimulus = Application.start();
stimulus.register("palette", Palette);
stimulus.register("reading", Reading);
stimulus.register("composer", lazy(() => import("./composer/composer")));
stimulus.register("newbox", lazy(() => import("./newbox")));
stimulus.register("handon", lazy(() => import("./handon")));
stimulus.register("passkey", lazy(() => import("./passkey")));
stimulus.register("quote", lazy(() => import("./quote")));
stimulus.register("react", lazy(() => import("./react")));

eachRender(titleTimes);
eachRender(mathematics);
eachRender(copyButtons);
eachRender(reachable);
document.addEventListener("turbo:load", scrollToPlace);
setInterval(refreshTimes, 60_000);
