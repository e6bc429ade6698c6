import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import accounts from "../accounts/en";
import chat from "../chat/en";
import files from "../files/en";
import milestones from "../milestones/en";
import money from "../money/en";
import terms from "../terms/en";
import time from "../time/en";
import timer from "../time/timer/en";
import waiting from "../waiting/en";
import workrooms from "../workrooms/en";
import app from "./en";

export const english = {
  app,
  accounts,
  chat,
  files,
  milestones,
  money,
  terms,
  time,
  timer,
  waiting,
  workrooms,
};

void i18n.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: english },
  ns: Object.keys(english),
  defaultNS: "app",
  interpolation: { escapeValue: false },
});

export default i18n;
