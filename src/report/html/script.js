(function(){
"use strict";
// Everything can be read without this: it only lets tables of numbers be sorted and opens what is folded for print.
document.querySelectorAll("table").forEach(function(table){
  var body=table.tBodies[0];
  if(!body||body.rows.length<3)return;
  var original=Array.prototype.slice.call(body.rows);
  Array.prototype.forEach.call(table.tHead.rows[0].cells,function(head,column){
    var button=document.createElement("button");
    button.type="button";
    button.textContent=head.textContent;
    head.textContent="";
    head.appendChild(button);
    button.addEventListener("click",function(){
      var was=head.getAttribute("aria-sort");
      Array.prototype.forEach.call(table.tHead.rows[0].cells,function(other){other.removeAttribute("aria-sort");});
      var rows=original.slice();
      if(was!=="ascending"){
        var up=was!=="descending";
        head.setAttribute("aria-sort",up?"descending":"ascending");
        var value=function(row){
          var cell=row.cells[column],sort=cell.getAttribute("data-sort");
          return sort===null?cell.textContent:Number(sort);
        };
        var numeric=rows.some(function(row){return row.cells[column].hasAttribute("data-sort");});
        rows=rows.map(function(row,place){return{row:row,key:value(row),place:place};});
        rows.sort(function(a,b){
          var x=a.key,y=b.key,order;
          if(numeric){
            if(typeof x!=="number")return typeof y!=="number"?a.place-b.place:1;
            if(typeof y!=="number")return -1;
            order=x-y;
          }else order=String(x).localeCompare(String(y),document.documentElement.lang);
          return (up?-order:order)||a.place-b.place;
        });
        rows=rows.map(function(entry){return entry.row;});
      }
      rows.forEach(function(row){body.appendChild(row);});
    });
  });
});
window.addEventListener("beforeprint",function(){
  document.querySelectorAll("details").forEach(function(d){d.open=true;});
});
}());
