export default {
  name: "Collab",
  skip: "Skip to content",
  today: "Today",
  yesterday: "Yesterday",
  nav: {
    money: "Your money",
    timeReports: "Time reports",
    settings: "Settings",
    signOut: "Sign out",
    menu: "Your menu",
  },
  scheme: { label: "Colour scheme", light: "Light", dark: "Dark", auto: "As the system" },
  connection: {
    lost: "Not connected. What you write is kept and sent later.",
    lostWaiting_one: "Not connected. One message is kept and will be sent later.",
    lostWaiting_other: "Not connected. {{count}} messages are kept and will be sent later.",
  },
  error: {
    title: "Something went wrong",
    offline: "The server cannot be reached. Check your connection and try again.",
    server: "The server answered with an error ({{status}}). Try again in a moment.",
    unexpected: "This page met an error it did not expect. Loading it again usually helps.",
    retry: "Try again",
    reload: "Load again",
  },
  notFound: {
    title: "There is nothing here",
    text: "This page does not exist, or it is not open to you.",
    back: "Go to your workrooms",
  },
  close: "Close",
  cancel: "Cancel",
};
