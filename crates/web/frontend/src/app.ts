import "./app.css";
import "@hotwired/turbo";
import { Application } from "@hotwired/stimulus";
import { copyButtons } from "./copy";
import { mathematics } from "./math";
import { eachRender } from "./page";
import { Palette } from "./palette";
import { reachable } from "./reachable";
import { refreshTimes, titleTimes } from "./time";

const stimulus = Application.start();
stimulus.register("palette", Palette);

eachRender(titleTimes);
eachRender(mathematics);
eachRender(copyButtons);
eachRender(reachable);
setInterval(refreshTimes, 60_000);
