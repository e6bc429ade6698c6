export default {
  send: "Send",
};
