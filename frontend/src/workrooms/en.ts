export default {
  title: "Workrooms",
};
